using System.Numerics;
using CsCheck;

namespace Pedestal.Vein.Tests;

public class IntegerMathTests
{
    [Fact]
    public void SquareRoot_is_the_floor_of_the_real_root() =>
        Gen.Int[0, int.MaxValue].Sample(value =>
        {
            long root = IntegerMath.SquareRoot(value);
            Assert.True(root * root <= value && (root + 1) * (root + 1) > value);
        });

    [Fact]
    public void CountBits_is_the_population_count() =>
        Gen.UInt.Sample(value => Assert.Equal(BitOperations.PopCount(value), IntegerMath.CountBits(value)));

    [Fact]
    public void SumOfPlaces_adds_the_places_of_the_set_bits() =>
        Gen.UInt.Sample(value => Assert.Equal(
            Enumerable.Range(0, 32).Where(place => (value >> place & 1) != 0).Sum(), IntegerMath.SumOfPlaces(value)));

    [Fact]
    public void Log2_is_the_logarithm_to_its_last_bit()
    {
        const double scale = 1 << IntegerMath.Log2Bits;
        Assert.Equal(0, IntegerMath.Log2(0));
        Gen.ULong[1, 1ul << 40].Sample(value => Assert.InRange(
            IntegerMath.Log2(value), Math.Floor(scale * Math.Log2(value)) - 1, scale * Math.Log2(value) + 0.001));
    }
}
