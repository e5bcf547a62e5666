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
}
