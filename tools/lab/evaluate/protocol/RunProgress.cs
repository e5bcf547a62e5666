using System.Globalization;
using Spectre.Console;

namespace Pedestal.Evaluate;

/// <summary>Shows the progress of a step: a bar on a terminal, otherwise a line for every tenth.</summary>
sealed class RunProgress(IAnsiConsole console)
{
    const int Parts = 10;

    /// <summary>Runs a step that reports each finished item, from any thread.</summary>
    public void Show(string step, int items, Action<Action> run)
    {
        if (console.Profile.Capabilities.Interactive)
        {
            console.Progress().Start(context =>
            {
                var task = context.AddTask(step, maxValue: Math.Max(items, 1));
                run(() => task.Increment(1));
            });
            return;
        }

        var done = 0;
        run(() =>
        {
            var now = Interlocked.Increment(ref done);
            if ((long)now * Parts / items != (long)(now - 1) * Parts / items)
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step}: {now:N0} of {items:N0}"));
            }
        });
    }
}
