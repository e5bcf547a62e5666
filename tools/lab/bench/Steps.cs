using Spectre.Console;

namespace Pedestal.Bench;

/// <summary>Tells what is going on: bars on a terminal, a line for each step otherwise.</summary>
sealed class Steps(IAnsiConsole console)
{
    /// <summary>Runs a step; it reports each of so many parts that is done.</summary>
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
