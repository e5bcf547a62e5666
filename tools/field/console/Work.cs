using Pedestal.Plotting;
using Pedestal.Terminal;
using Spectre.Console;

namespace Pedestal.ConsoleTool;

/// <summary>Long work that writes files.</summary>
/// <param name="console">Where progress is shown.</param>
sealed class Work(IAnsiConsole console)
{
    /// <summary>Shows the progress of long work: a bar on a terminal, otherwise a line for each step.</summary>
    public async Task<T> ShowAsync<T>(string what, int steps, Func<Action<string>, Task<T>> run)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return await run(step =>
            {
                if (step.Length > 0)
                {
                    console.WriteLine(TerminalText.Safe($"{what}: {step}"));
                }
            });
        }

        return await console.Progress().StartAsync(async context =>
        {
            var task = context.AddTask(what, maxValue: steps);
            var result = await run(step =>
            {
                task.Description = Markup.Escape(TerminalText.Safe(step.Length > 0 ? $"{what}: {step}" : what));
                task.Increment(step.Length > 0 ? 1 : 0);
            });
            task.Value = steps;
            return result;
        });
    }

    /// <summary>Writes a file and creates its folder; an older file with that name is kept beside it.</summary>
    public void Save(FileInfo file, byte[] content) => Written(() =>
    {
        file.Directory?.Create();
        if (OlderReport.SetAside([file.FullName]) is { } older)
        {
            console.WriteLine(older);
        }

        File.WriteAllBytes(file.FullName, content);
        return true;
    });

    /// <summary>Writes something, and explains why if the disk refuses.</summary>
    public static T Written<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConsoleException(ExitCode.Usage, $"The result cannot be written: {e.Message}");
        }
    }
}
