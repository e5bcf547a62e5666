using System.Globalization;
using System.Text;
using Pedestal.Core.Guidance;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>The indications as a table and as an animated picture.</summary>
static class GuidancePage
{
    const int Columns = 5;
    const int Cell = 210;
    const int RowHeight = 190;
    const int Radius = 46;
    const int LineLength = 36;

    // The picture shows a count of three.
    const int SampleCount = 3;

    // The LEDs are dimmed for a dark hall; the picture is brighter.
    const int PaperGain = 3;

    public static string Table() => string.Concat(All.Select(row => string.Create(CultureInfo.InvariantCulture,
        $"| {Words(row.Indication)} | {ColourName(row.Colour)} | {Words(row.Animation)} | {Words(row.Pattern)} "
        + $"| {row.Meaning} |\n")));

    /// <summary>All rings; without animation each is at its brightest, with its movement in words.</summary>
    public static string Picture(bool still)
    {
        var rows = (All.Length + Columns - 1) / Columns;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Columns * Cell} {rows * RowHeight}\" ")
            .Append("font-family=\"sans-serif\" text-anchor=\"middle\">\n<rect width=\"100%\" height=\"100%\" fill=\"#111\"/>\n");
        foreach (var (i, row) in All.Index())
        {
            Draw(svg, row, still, i % Columns * Cell + Cell / 2, i / Columns * RowHeight + 64);
        }

        return svg.Append("</svg>\n").ToString();
    }

    static IndicationRow[] All => [.. Enum.GetValues<Indication>().Select(IndicationTable.Of)];

    static void Draw(StringBuilder svg, IndicationRow row, bool still, int x, int y)
    {
        for (var led = 0; led < Ring.Leds; led++)
        {
            var angle = 2 * Math.PI * led / Ring.Leds;
            svg.Append(CultureInfo.InvariantCulture,
                $"<circle cx=\"{x + Radius * Math.Sin(angle):0.#}\" cy=\"{y - Radius * Math.Cos(angle):0.#}\" r=\"6\" ");
            Animate(svg, row, led, still);
        }

        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{x}\" y=\"{y + 72}\" font-size=\"13\" fill=\"#eee\">{Words(row.Indication)}{(still ? Movement(row.Animation) : "")}</text>\n");
        var below = row.Pattern == BuzzerPattern.Silent ? Lines(row.Meaning) : [.. Lines(row.Meaning), $"buzzer: {Words(row.Pattern)}"];
        foreach (var (i, line) in below.Index())
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{x}\" y=\"{y + 89 + 14 * i}\" font-size=\"10\" fill=\"#aaa\">{line}</text>\n");
        }
    }

    /// <summary>A meaning on one or two lines, broken between words.</summary>
    static string[] Lines(string meaning)
    {
        var end = meaning.Length <= LineLength ? -1 : meaning.LastIndexOf(' ', LineLength);
        return end < 0 ? [meaning] : [meaning[..end], meaning[(end + 1)..]];
    }

    /// <summary>Samples an LED's colour every 10 ms for one period, and writes only the changes.</summary>
    static void Animate(StringBuilder svg, IndicationRow row, int led, bool still)
    {
        const int Step = 10;
        var period = row.Animation switch
        {
            RingAnimation.Breathe => 2000, RingAnimation.Blink => 800, RingAnimation.Flutter => 300,
            RingAnimation.Turn => 1280, RingAnimation.Count => 1600, _ => Step,
        };
        var changes = new List<(double At, string Colour)>();
        for (var ms = 0; ms < period; ms += Step)
        {
            var colour = (row.MaskAt(ms, SampleCount) >> led & 1) == 0 ? "#2a2a2a" : Paper(row.ColourAt(ms));
            if (changes.Count == 0 || changes[^1].Colour != colour)
            {
                changes.Add((ms / (double)period, colour));
            }
        }

        svg.Append(CultureInfo.InvariantCulture, $"fill=\"{changes[0].Colour}\"");
        if (still || changes.Count == 1)
        {
            svg.Append("/>\n");
            return;
        }

        var values = string.Join(';', changes.Select(change => change.Colour));
        var times = string.Join(';', changes.Select(change => change.At.ToString("0.###", CultureInfo.InvariantCulture)));
        svg.Append(CultureInfo.InvariantCulture, $"><animate attributeName=\"fill\" calcMode=\"discrete\" values=\"{values}\" ")
            .Append(CultureInfo.InvariantCulture, $"keyTimes=\"{times}\" dur=\"{period}ms\" ")
            .Append("repeatCount=\"indefinite\"/></circle>\n");
    }

    static string Movement(RingAnimation animation) => animation switch
    {
        RingAnimation.Breathe => ", breathes", RingAnimation.Blink => ", blinks", RingAnimation.Flutter => ", flutters",
        RingAnimation.Turn => ", turns", RingAnimation.Count => ", counts", _ => "",
    };

    static string Paper(int colour) => string.Create(CultureInfo.InvariantCulture,
        $"#{Gain(colour >> 16):x2}{Gain(colour >> 8):x2}{Gain(colour):x2}");

    static int Gain(int channel) => Math.Min(255, PaperGain * (channel & 0xFF));

    static string ColourName(int colour) => colour switch
    {
        0x003526 => "green", 0x471F00 => "vermilion", 0x4D3500 => "orange", 0x00263B => "blue", 0x282828 => "white",
        _ => throw new ArgumentOutOfRangeException(nameof(colour), colour, "Name the new colour here."),
    };

    static string Words<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => (char.IsUpper(c) && i > 0 ? " " : "") + char.ToLowerInvariant(c)));
}
