using Pedestal.ConsoleTool.Link;
using SkiaSharp;

namespace Pedestal.ConsoleTool.Pictures;

/// <summary>The pictures of one capture: a file for each stage, or one sheet.</summary>
/// <param name="reply">The capture.</param>
sealed class CapturePictures(Reply reply)
{
    const string PoseName = "pose";
    const int FileSide = 512;
    const int Tile = 256;
    const int Gap = 16;
    const int Caption = 26;
    const int Columns = 3;

    static readonly Dictionary<string, string> Captions = new(StringComparer.Ordinal)
    {
        ["lit"] = "LEDs on", ["dark"] = "LEDs off", ["difference"] = "light of the LEDs", [PoseName] = "where the palm lies",
        ["outline"] = "outline", ["region"] = "palm region", ["response-0"] = "lines, first pair",
        ["response-1"] = "lines, second pair", ["response-2"] = "lines, third pair", ["template"] = "template",
    };

    readonly Pose? _pose = reply.Records.Count > 0 ? Pose.Read(reply.Records[0]) : null;

    /// <summary>The result of the extraction.</summary>
    public string Extraction { get; } =
        reply.Records.Count > 0 && reply.Records[0].TryGetProperty("extraction", out var status) ? status.ToString() : "unknown";

    /// <summary>The stages, with the pose after the frames.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. reply.Stages.SelectMany(
            stage => stage.Name == "outline" && HasPose(reply) ? [PoseName, stage.Name] : new[] { stage.Name }),
    ];

    /// <summary>
    /// Writes a PNG for each stage and returns the file names. An older capture is kept beside it, and reported.
    /// </summary>
    public IReadOnlyList<string> WriteFiles(string folder, Action<string> say)
    {
        Directory.CreateDirectory(folder);
        if (Plotting.OlderReport.SetAside(Directory.GetFiles(folder, "*.png").Where(IsOfACapture)) is { } older)
        {
            say(older);
        }

        var files = new List<string>();
        foreach (var (i, name) in Names.Index())
        {
            var file = Path.Combine(folder, $"{i + 1:00}-{name}.png");
            using var picture = Picture(name);
            File.WriteAllBytes(file, name == PoseName ? PosePng(picture) : StagePainter.ToPng(picture, FileSide));
            files.Add(file);
        }

        return files;
    }

    /// <summary>One picture of all stages except the template, which means nothing to people.</summary>
    public byte[] Sheet()
    {
        string[] names = [.. Names.Where(name => name != "template")];
        var rows = (names.Length + Columns - 1) / Columns;
        using var sheet = new Plotting.PlotSheet(Columns * (Tile + Gap) + Gap, rows * (Tile + Caption + Gap) + Gap);
        foreach (var (i, name) in names.Index())
        {
            var area = SKRect.Create(
                Gap + i % Columns * (Tile + Gap), Gap + i / Columns * (Tile + Caption + Gap), Tile, Tile);
            using var picture = Picture(name);
            StagePainter.Draw(sheet.Canvas, picture, area);
            if (name == PoseName)
            {
                _pose!.Draw(sheet.Canvas, area, picture.Width);
            }

            var caption = Captions.TryGetValue(name, out var text) ? text : name;
            sheet.Write(caption, area.Left, area.Bottom + 18, SKTextAlign.Left, Plotting.PlotSheet.Ink);
        }

        return sheet.ToPng();
    }

    /// <summary>Whether a file is named like a capture's, possibly one with other stages.</summary>
    static bool IsOfACapture(string file) => Path.GetFileNameWithoutExtension(file) is [_, _, '-', .. var name]
        && Captions.ContainsKey(name);

    static bool HasPose(Reply reply) => reply.Records.Count > 0 && Pose.Read(reply.Records[0]) != null;

    SKBitmap Picture(string name) =>
        StagePainter.Paint(reply.Stages.FirstOrDefault(stage => stage.Name == (name == PoseName ? "difference" : name))
            ?? throw new ConsoleException(ExitCode.Damaged, $"The reply to 'capture' is damaged: the picture for the {name} is missing."));

    byte[] PosePng(SKBitmap picture)
    {
        using var surface = SKSurface.Create(new SKImageInfo(FileSide, FileSide));
        var area = SKRect.Create(FileSide, FileSide);
        StagePainter.Draw(surface.Canvas, picture, area);
        _pose!.Draw(surface.Canvas, area, picture.Width);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
