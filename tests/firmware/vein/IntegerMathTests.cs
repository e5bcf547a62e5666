using System.Numerics;
using CsCheck;

namespace Pedestal.Vein.Tests;

public class IntegerMathTests
{
    [Fact]
    public void The_square_root_is_the_floor_of_the_real_one() =>
        Gen.Int[0, int.MaxValue].Sample(value =>
        {
            long root = IntegerMath.SquareRoot(value);
            Assert.True(root * root <= value && (root + 1) * (root + 1) > value);
        });

    [Fact]
    public void Bits_are_counted() =>
        Gen.UInt.Sample(value => Assert.Equal(BitOperations.PopCount(value), IntegerMath.CountBits(value)));
}
