using System.Globalization;
using Pedestal.Core.Ledger;
using Pedestal.VirtualPedestal;
using Spectre.Console;

namespace Pedestal.Demo;

/// <summary>The printed summary.</summary>
static class SummaryTable
{
    public static void Write(IAnsiConsole console, Figures figures)
    {
        var decisions = new Table().Title("Decisions compared with the truth").AddColumn("Figure").AddColumn(Right("Count"));
        Row(decisions, "guests enrolled", $"{figures.Enrolled} of {figures.Guests}");
        Row(decisions, "entries", figures.Entries);
        Row(decisions, "palm presentations", figures.PalmPresentations);
        Row(decisions, "admitted by palm", figures.AdmittedByPalm);
        Row(decisions, "admitted by ticket code", figures.AdmittedByTicket);
        Row(decisions, "refused: no ticket tonight", figures.RefusedNoTicket);
        Row(decisions, "refused: ticket already used", figures.RefusedTicketUsed);
        Row(decisions, "palm not recognised", figures.NotRecognised);
        Row(decisions, "scanned a code after a palm", figures.SentToTicket);
        Row(decisions, "wrongly admitted", figures.WronglyAdmitted);
        Row(decisions, "wrongly refused", figures.WronglyRefused);
        Row(decisions, "inside after the family day", $"{figures.FamilyInside} of {figures.FamilyInsideWanted}");
        foreach (var (what, seen) in figures.Cases)
        {
            Row(decisions, $"case as scripted: {Words(what)}", seen);
        }

        var latency = new Table().Title("Latency (budget 1,000 ms)")
            .AddColumn("Stage").AddColumn(Right("p50 ms")).AddColumn(Right("p99 ms"));
        foreach (var (stage, time) in figures.LatencyMs)
        {
            latency.AddRow(stage == StageWords.Of(Stage.Extract) ? $"{stage} *" : stage, Number(time.P50), Number(time.P99));
        }

        console.Write(decisions);
        console.Write(latency);
        var lines = console.Profile.Out.Writer;
        lines.WriteLine(
        "Measured on this PC; the virtual camera takes as long as the real one, and the extraction as long as on the device.");
        lines.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"* calculated: {DeviceCost.ExtractMillionInstructions:0.0} million instructions of the device's interpreter"
            + $" take {DeviceCost.ExtractMilliseconds} ms (tools/lab/cost-meter)."));
        console.MarkupLine(figures.Passed
            ? "[green]Passed:[/] no wrong admission, every case occurred, at most 5 % wrongly refused."
            : "[red]Failed:[/] a wrong admission, a missing case, or more than 5 % wrongly refused.");
    }

    public static string Words(Case what) => what switch
    {
        Case.AdmittedByPalm => "admitted by palm",
        Case.NoTicketTonight => "no ticket tonight",
        Case.TicketAlreadyUsed => "ticket already used",
        Case.NotEnrolled => "not enrolled",
        Case.QrInstead => "code only",
        Case.MatcherDown => "matcher down",
        Case.LaterShow => "second show, enrolled before",
        Case.BoughtAtDoors => "ticket bought at the doors",
        Case.Withdrawn => "consent withdrawn",
        Case.SecondAccount => "second account",
        Case.NotPassed => "family day, nobody passed",
        Case.Family => "family day, family by one palm",
        Case.Exit => "family day, exit",
        Case.Reentry => "family day, way back in",
        Case.OtherEntrance => "family day, other entrance",
        Case.Blocked => "family day, blocked ticket",
        _ => "family day, admitted by hand",
    };

    static TableColumn Right(string title) => new TableColumn(title).RightAligned();

    static void Row(Table table, string what, object value) =>
        table.AddRow(what, Convert.ToString(value, CultureInfo.InvariantCulture)!);

    static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
