using System.Numerics;
using CsCheck;
using Pedestal.Vein.Code;

namespace Pedestal.Vein.Tests;

public class ValidCellsTests
{
    const ulong Full = (1UL << 40) - 1;

    [Fact]
    public void The_count_is_the_number_of_cells_that_are_valid()
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

    /// <summary>Random bits alone hardly leave a cell whose neighbours all show palm.</summary>
    static ulong Widen(ulong row) => (row | row << 1 | row >> 1 | row << 2 | row >> 2) & Full;
}
