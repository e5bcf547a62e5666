using Pedestal.Plotting;

namespace Pedestal.Bench;

/// <summary>Writes the file with the figures.</summary>
static class ReportFile
{
    /// <summary>Writes the file and creates its folder; an older file is kept beside it and reported.</summary>
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
