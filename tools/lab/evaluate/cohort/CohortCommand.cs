using System.CommandLine;

namespace Pedestal.Evaluate;

/// <summary>The command that makes the engine's cohort.</summary>
static class CohortCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var output = new Option<FileInfo>("--out") { Description = "File for the templates.", Required = true };
        var command = new Command(
            "cohort", "Makes the palms that ship with the matcher again, by which scores in small galleries are normalised.")
        {
            output,
        };
        command.SetAction(result => Write(result.GetRequiredValue(output), Console.Out, Console.Error));
        return command;
    }

    /// <summary>Writes the file. Returns the exit code: 0, or 1 with the error printed.</summary>
    public static int Write(FileInfo file, TextWriter output, TextWriter errors)
    {
        try
        {
            file.Directory?.Create();
            File.WriteAllBytes(file.FullName, CohortFile.Make());
            output.WriteLine($"Cohort: {file.FullName}");
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(error.Message);
            return 1;
        }
    }
}
