package dev.courtside.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketMapTest {

    private static final long SEED = 20_261_123;

    @Test
    void shouldShareBucketsByWeight() {
        assertThat(BucketMap.of(50, 50)).hasToString("0*5000,1*5000");
        assertThat(BucketMap.of(10, 0, 90)).hasToString("0*1000,2*9000");
        assertThat(BucketMap.of(1, 1, 1)).hasToString("0*3334,1*3333,2*3333");
        assertThat(BucketMap.of(Integer.MAX_VALUE, Integer.MAX_VALUE)).hasToString("0*5000,1*5000");
    }

    @Test
    void shouldTakeNobodyAwayFromAVariantThatGrows() {
        // Given
        BucketMap before = BucketMap.of(90, 5, 5);

        // When
        BucketMap after = before.reweight(80, 15, 5);

        // Then
        for (int bucket = 0; bucket < Bucketing.BUCKETS; bucket++) {
            if (before.variantOf(bucket) != after.variantOf(bucket)) {
                assertThat(before.variantOf(bucket)).isZero();
                assertThat(after.variantOf(bucket)).isEqualTo(1);
            }
        }
        assertThat(moved(before, after)).isEqualTo(1000);
    }

    @Test
    void shouldMoveTheFewestBucketsWhateverTheWeights() {
        // Given
        Random random = new Random(SEED);
        BucketMap map = BucketMap.of(1, 1, 1);
        for (int step = 0; step < 500; step++) {
            int[] weights = random.ints(1 + random.nextInt(6), 0, 1000).toArray();
            weights[random.nextInt(weights.length)] += 1;

            // When
            BucketMap next = map.reweight(weights);

            // Then
            BucketMap fresh = BucketMap.of(weights);
            int mustMove = 0;
            for (int variant = 0; variant < Math.max(map.variants(), weights.length); variant++) {
                assertThat(next.count(variant)).isEqualTo(fresh.count(variant));
                mustMove += Math.max(0, map.count(variant) - fresh.count(variant));
            }
            assertThat(moved(map, next)).as("step " + step).isEqualTo(mustMove);
            map = next;
        }
    }

    @Test
    void shouldReadWhatItWrites() {
        // Given
        BucketMap map = BucketMap.of(10, 20, 70).reweight(70, 20, 10).reweight(33, 33, 34);

        // When
        BucketMap read = BucketMap.parse(map.toString());

        // Then
        assertThat(read).isEqualTo(map).hasSameHashCodeAs(map);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0*9999", "0*5000,1*5001", "-1*10000", "0*0,0*10000", "0", "x*10000", "0*10000,"})
    void shouldRefuseWhatIsNoMapOfAllBuckets(String runs) {
        assertThatThrownBy(() -> BucketMap.parse(runs)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseWeightsThatShareNothing() {
        assertThatThrownBy(() -> BucketMap.of(0, 0)).hasMessage("the weights are all 0");
        assertThatThrownBy(() -> BucketMap.of(50, -1)).hasMessage("weight -1 is negative");
        assertThatThrownBy(BucketMap::of).isInstanceOf(IllegalArgumentException.class);
    }

    private static long moved(BucketMap before, BucketMap after) {
        return IntStream.range(0, Bucketing.BUCKETS)
                .filter(bucket -> before.variantOf(bucket) != after.variantOf(bucket))
                .count();
    }
}
