using CsCheck;
using Pedestal.Core.Console;

namespace Pedestal.Core.Tests;

public sealed class TelnetTests
{
    // NAWS whose width holds CR, Ctrl-C and an escaped 255; terminal type; WILL SGA (3); DO ECHO; NOP; GA.
    static readonly byte[][] Negotiations =
    [
        [255, 250, 31, 0, 13, 255, 255, 3, 255, 240], [255, 250, 24, 0, .. "xterm-256color"u8, 255, 240], [255, 251, 3],
        [255, 253, 1], [255, 241], [255, 249],
    ];

    [Fact]
    public void Negotiation_at_any_moment_does_not_change_typed_text() =>
        Gen.Select(Gen.Int[0, Negotiations.Length - 1].Array[0, 6], Gen.Int[0, 6].Array[6]).Sample((which, where) =>
        {
            var typed = "status"u8.ToArray().Select(value => new List<byte> { value }).Append([]).ToList();
            for (var i = 0; i < which.Length; i++)
            {
                typed[where[i]].InsertRange(0, Negotiations[which[i]]);
            }

            var filter = new TelnetFilter();
            var text = typed.SelectMany(bytes => bytes).SelectMany(value => filter.Data[..filter.Take(value)]).ToArray();
            return "status"u8.SequenceEqual(text);
        });

    [Fact]
    public void Negotiation_types_ends_and_cancels_nothing()
    {
        var rig = new ConsoleRig();
        rig.Type("sel\u00ff\u00fa\u001f\0\r\0\u0003\u00ff\u00f0ftest reader\r");
        for (var i = 0; i < 3; i++)
        {
            rig.Rig.Run();
            rig.Poll();
        }

        // While a command runs: WILL SGA contains the byte of Ctrl-C.
        var printed = rig.Printed() + rig.Run("\u00ff\u00fb\u0003status");
        Assert.Contains("1 passed, 0 failed", printed, StringComparison.Ordinal);
        Assert.Contains("uptimeSeconds", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("error", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endless_negotiation_does_not_block_the_console()
    {
        var rig = new ConsoleRig();
        rig.Run("\u00ff\u00fa" + new string('x', 2000));
        Assert.Contains("uptimeSeconds", rig.Run("status"), StringComparison.Ordinal);
    }
}
