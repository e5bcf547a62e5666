using System.Globalization;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Protocol;
using Spectre.Console;

namespace Pedestal.Demo;

/// <summary>Shows a show as it happens: a live table on a terminal, otherwise a line for each event.</summary>
sealed class EveningScreen(IAnsiConsole console, int enrolments, int arrivals, EveningLog log)
{
    const int RowsShown = 16;
    static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);
    int _enrolmentsWritten;
    int _entriesWritten;
    int _phasesWritten;
    int _rulesWritten;

    // Not the console itself, which would wrap lines at the width of a terminal that does not exist.
    TextWriter Lines => console.Profile.Out.Writer;

    public static EveningScreen For(IAnsiConsole console, EveningPlan plan, EveningLog log) =>
        new(console, plan.Guests.Count(g => g.Enrols), plan.Arrivals.Count, log);

    public static EveningScreen For(IAnsiConsole console, LaterPlan plan, EveningLog log) =>
        new(console, plan.Guests.Count + 1, plan.Arrivals, log);

    public static EveningScreen For(IAnsiConsole console, EveningLog family) => new(console, enrolments: 0, arrivals: 0, family);

    public async Task ShowWhileAsync(Task evening)
    {
        if (console.Profile.Capabilities.Interactive)
        {
            await console.Live(LiveTable()).StartAsync(async context =>
            {
                while (await Task.WhenAny(evening, Task.Delay(Refresh)) != evening)
                {
                    context.UpdateTarget(LiveTable());
                }

                context.UpdateTarget(LiveTable());
            });
        }
        else
        {
            while (await Task.WhenAny(evening, Task.Delay(Refresh)) != evening)
            {
                WriteNewLines();
            }

            WriteNewLines();
        }

        await evening;
    }

    Table LiveTable()
    {
        var table = new Table().Title(Progress()).Expand()
            .AddColumn("Lane").AddColumn("Guest").AddColumn("Case").AddColumn("Palm").AddColumn("Code").AddColumn("ms");
        foreach (var entry in log.Entries.TakeLast(RowsShown))
        {
            table.AddRow(
                $"gate-{entry.Lane}",
                entry.Arrival.Guest.Account,
                SummaryTable.Words(entry.Arrival.Case),
                Markup(entry.Palm),
                Markup(entry.Ticket),
                Milliseconds(entry.Palm ?? entry.Ticket));
        }

        foreach (var visit in log.Rules.TakeLast(RowsShown))
        {
            var isPalm = visit.Outcome.Way == EntryWay.Palm;
            table.AddRow(visit.Device, FamilyPlan.Event, SummaryTable.Words(visit.Case), isPalm ? Markup(visit.Outcome) : "",
                isPalm ? "" : Markup(visit.Outcome), Milliseconds(visit.Outcome));
        }

        return table;
    }

    string Progress() =>
        $"{Spectre.Console.Markup.Escape(log.Phases.LastOrDefault()?.Text ?? "")}\n"
        + $"{log.Enrolments.Count} of {enrolments} enrolments, {log.Entries.Count} of {arrivals} arrivals";

    void WriteNewLines()
    {
        foreach (var phase in log.Phases.Skip(_phasesWritten))
        {
            WriteVisits(phase.Enrolments, phase.Entries);
            _phasesWritten++;
            Lines.WriteLine(phase.Text);
        }

        WriteVisits(log.Enrolments.Count, log.Entries.Count);
        foreach (var visit in log.Rules.Skip(_rulesWritten))
        {
            _rulesWritten++;
            Lines.WriteLine($"{visit.Device}: {Words(visit.Outcome)} ({SummaryTable.Words(visit.Case)})");
        }
    }

    void WriteVisits(int enrolled, int entered)
    {
        foreach (var enrolment in log.Enrolments.Take(enrolled).Skip(_enrolmentsWritten))
        {
            _enrolmentsWritten++;
            Lines.WriteLine(
                $"enrolment {_enrolmentsWritten}: {enrolment.Guest.Account} "
                + $"{Words(enrolment.Outcome)} with {enrolment.Captures} captures");
        }

        foreach (var entry in log.Entries.Take(entered).Skip(_entriesWritten))
        {
            _entriesWritten++;
            Lines.WriteLine(
                $"entry {_entriesWritten} gate-{entry.Lane}: {entry.Arrival.Guest.Account} "
                + $"({SummaryTable.Words(entry.Arrival.Case)}) palm {Words(entry.Palm)}, code {Words(entry.Ticket)}, "
                + $"{Milliseconds(entry.Palm ?? entry.Ticket)} ms");
        }
    }

    static string Words(VirtualPedestal.PresentationOutcome? outcome) => outcome is null ? "-"
        : outcome.Decision != Decision.None ? DecisionTable.Of(outcome.Decision).Word : LaneWords.Of(outcome.Reason);

    static string Markup(VirtualPedestal.PresentationOutcome? outcome)
    {
        var colour = outcome?.Decision switch { null => "grey", Decision.Admitted => "green", _ => "yellow" };
        return $"[{colour}]{Words(outcome)}[/]";
    }

    static string Milliseconds(VirtualPedestal.PresentationOutcome? outcome) =>
        ((outcome?.TotalMicroseconds ?? 0) / 1000).ToString(CultureInfo.InvariantCulture);
}
