using Pedestal.Plotting;

namespace Pedestal.Bench;

/// <summary>The file for the figures.</summary>
static class ReportFile
{
    /// <summary>Writes the file, and its folder; an older one stays beside it, and is named.</summary>
    public static void Write(FileInfo file, string content, TextWriter output)
    {
        file.Directory?.Create();
        if (OlderReport.SetAside([file.FullName]) is { } older)
        {
            output.WriteLine(older);
        }

        File.WriteAllText(file.FullName, content);
    }
}
