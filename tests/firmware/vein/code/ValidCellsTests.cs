using System.Numerics;
using CsCheck;
using Pedestal.Vein.Code;

namespace Pedestal.Vein.Tests;

public class ValidCellsTests
{
    const ulong Full = (1UL << 40) - 1;

    [Fact]
    public void The_count_equals_the_number_of_valid_cells()
    {
        Gen.ULong[0, Full].Array[40].Sample(cells => Check([.. cells.Select(Widen)]));
        Assert.Equal(32 * 32, Check([.. Enumerable.Repeat(Full, 40)]));
        Assert.Equal(0, Check(new ulong[40]));
    }

    static int Check(ulong[] cells)
    {
        var valid = new ValidCells();
        valid.Measure(cells);
        Assert.Equal(valid.Rows.Sum(BitOperations.PopCount), valid.Count);
        return valid.Count;
    }

    /// <summary>Widens the runs of random bits, in which hardly any cell has neighbours that all show palm.</summary>
    static ulong Widen(ulong row) => (row | row << 1 | row >> 1 | row << 2 | row >> 2) & Full;
}
