package dev.courtside.local.cli;

import dev.courtside.local.launch.LaunchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code --name value} pairs and the words between them. */
record Options(Map<String, List<String>> named, List<String> words) {

    /** @throws LaunchException for an option that is not known or has no value */
    static Options parse(List<String> arguments, Set<String> known, String usage) {
        Map<String, List<String>> named = new HashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            if (!known.contains(argument)) {
                throw new LaunchException(
                        LaunchException.USAGE, "there is no option " + argument + "; usage: ./courtside " + usage);
            }
            if (i + 1 == arguments.size()) {
                throw new LaunchException(
                        LaunchException.USAGE, argument + " needs a value; usage: ./courtside " + usage);
            }
            named.computeIfAbsent(argument, name -> new ArrayList<>()).add(arguments.get(++i));
        }
        return new Options(named, words);
    }

    @Nullable
    String last(String name) {
        List<String> values = named.get(name);
        return values == null ? null : values.getLast();
    }

    List<String> all(String name) {
        return named.getOrDefault(name, List.of());
    }

    String required(String name, String usage) {
        String value = last(name);
        if (value == null) {
            throw new LaunchException(LaunchException.USAGE, name + " is needed; usage: ./courtside " + usage);
        }
        return value;
    }
}
