using Spectre.Console;

namespace Pedestal.Bench;

/// <summary>Shows progress: bars on a terminal, otherwise a line for each step.</summary>
sealed class Steps(IAnsiConsole console)
{
    /// <summary>Runs a step, which reports each of its parts when done.</summary>
    public T Run<T>(string name, int parts, Func<Action, T> step)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            Console.WriteLine(name);
            return step(() => { });
        }

        return console.Progress().HideCompleted(true).Start(context =>
        {
            var task = context.AddTask(Markup.Escape(name), maxValue: parts);
            return step(() => task.Increment(1));
        });
    }
}
