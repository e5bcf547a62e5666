using System.Buffers.Binary;
using Pedestal.Vein;

namespace Pedestal.Bench;

/// <summary>
/// Palms that do not exist: drawn ones laid on their side, mirrored, upside down, and moved by half their height and width, what leaves on
/// one side coming back on the other. No search undoes that. Captures of one such palm differ as those of the drawn one do, and different
/// palms as drawn ones do.
/// </summary>
static class TurnedPalms
{
    /// <summary>How many palms one drawn palm makes, with itself.</summary>
    public const int Turns = 32;

    const int Side = TemplateFormat.GridSide;

    /// <summary>A palm's captures, all turned in the same way.</summary>
    /// <param name="captures">The drawn palm's.</param>
    /// <param name="turn">How; the same again after <see cref="Turns"/>.</param>
    public static byte[][] Of(ReadOnlySpan<byte[]> captures, int turn)
    {
        var turned = new byte[captures.Length][];
        for (var i = 0; i < turned.Length; i++)
        {
            turned[i] = Turned(captures[i], turn);
        }

        return turned;
    }

    static byte[] Turned(byte[] capture, int turn)
    {
        bool Has(int property) => (turn >> property & 1) != 0;
        var (firstRow, firstColumn) = (Has(3) ? Side / 2 : 0, Has(4) ? Side / 2 : 0);
        var turned = (byte[])capture.Clone();
        for (var start = TemplateFormat.PlanesOffset; start < TemplateFormat.Length; start += TemplateFormat.PlaneLength)
        {
            for (var y = 0; y < Side; y++)
            {
                var cells = 0u;
                for (var x = 0; x < Side; x++)
                {
                    var (row, column) = Has(0) ? (x, y) : (y, x);
                    row = (Has(1) ? Side - 1 - row : row) + firstRow;
                    column = (Has(2) ? Side - 1 - column : column) + firstColumn;
                    cells |= (RowOf(capture, start, row % Side) >> column % Side & 1) << x;
                }

                BinaryPrimitives.WriteUInt32LittleEndian(turned.AsSpan(start + y * sizeof(uint)), cells);
            }
        }

        return turned;
    }

    static uint RowOf(byte[] capture, int start, int row) =>
        BinaryPrimitives.ReadUInt32LittleEndian(capture.AsSpan(start + row * sizeof(uint)));
}
