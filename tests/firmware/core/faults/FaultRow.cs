using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.Core.Tests;

/// <summary>How replies arrive at the pedestal.</summary>
enum Replies
{
    InTime,
    None,
    OnlyTickets,
    OnlyMatches,
    Late,
    Repeated,
    OfEarlierRequestsFirst,
    OfOtherRequests,
}

/// <summary>A fault and the pedestal's reaction to it.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Break">Causes it on a working pedestal.</param>
/// <param name="Mend">Ends it.</param>
/// <param name="Palm">The state after a palm during the fault.</param>
/// <param name="Ring">The ring's indication after that palm.</param>
/// <param name="Code">The state after a code during the fault; null if it cannot be read.</param>
/// <param name="Told">Text of the retained state during the fault, or of the log as <c>source:text</c>.</param>
/// <param name="Recovery">Seconds after the end of the fault within which a palm is admitted again.</param>
/// <param name="Guests">Guests during the fault; by default two, because a service counts as silent after two requests without a reply.</param>
sealed record FaultRow(
    string Name, Action<FaultRig> Break, Action<FaultRig> Mend, LaneState Palm, Indication Ring, LaneState? Code, string Told,
    int Recovery = 1, int Guests = 2)
{
    const LaneState Admitted = LaneState.Admitted;
    const LaneState UseTicket = LaneState.UseTicket;
    const LaneState Fault = LaneState.Fault;
    const string Dropped = "replies:late, repeated, for other requests or forged";

    public static readonly FaultRow[] All =
    [
        new("camera wedged, which the lane ends by switching it off", r => r.Module.Fault = CameraFault.Wedged, _ => { },
            UseTicket, Indication.UseTicket, Admitted, "camera:wedged", 31, Guests: 1),
        Camera("bits flipped on the camera's bus", CameraFault.FlippedBits, "bus-corrupted"),
        Camera("garbage in the camera's FIFO", CameraFault.BogusFifoLength, "wrong-fifo-length"),
        Camera("camera busy for ever", CameraFault.StuckBusy, "busy-timeout"),
        Camera("a capture that never ends", CameraFault.CaptureNeverDone, "capture-timeout"),
        Camera("camera unplugged", CameraFault.NotResponding, "not-responding"),
        new("camera's driver throws", r => r.Lane.CameraThrows = true, r => r.Lane.CameraThrows = false,
            UseTicket, Indication.UseTicket, Admitted, "\"camera\":\"not-responding\"", 31),
        new("presence sensor stuck", r => r.HangPresence(), r => r.FreePresence(),
            Fault, Indication.Fault, Admitted, "\"presence\":\"failed\""),
        new("presence sensor silent", r => r.Lane.Presence.Silent = true, r => r.Lane.Presence.Silent = false,
            Fault, Indication.Fault, Admitted, "\"presence\":\"failed\""),
        new("code reader silent", r => r.Lane.Qr.Failed = true, r => r.Lane.Qr.Failed = false,
            Admitted, Indication.Admitted, null, "\"reader\":\"failed\""),
        new("code reader dead, which only polling shows", r => r.Lane.Qr.Silent = true, r => r.Lane.Qr.Silent = false,
            Admitted, Indication.Admitted, null, "\"fault\":\"reader failed\"", 6),
        new("relay feedback missing", r => r.LoseRelay(), r => r.Lane.Gate.FeedbackMissing = false,
            Fault, Indication.Fault, Fault, "\"gate\":\"no-feedback\"", 61),
        new("relay that does not let go", r => r.Lane.Gate.Stuck = true, r => r.Lane.Gate.Stuck = false,
            Admitted, Indication.Admitted, Admitted, "\"gate\":\"stuck-open\"", 2),
        Link("Wi-Fi gone", "no network address"),
        Link("name not found", "the name broker.local was not found"),
        Link("broker restarting", "Connection refused"),
        Link("broker that accepts a connection and says nothing",
            "the broker accepts the connection and does not reply: The operation has timed out."),
        Link("certificate expired", "the broker's certificate is not accepted: it has expired"),
        new("clock unset", r => r.Lane.Controller.ClockUnset = true, r => r.Lane.Controller.ClockUnset = false,
            Admitted, Indication.Admitted, Admitted, "\"clock\":\"unset\"", 61),
        new("memory low", r => r.Lane.Controller.Taken = long.MaxValue, r => r.Lane.Controller.Taken = 0,
            Admitted, Indication.Admitted, Admitted, "\"memory\":\"low\"", 61),
        Service("matcher silent", Replies.OnlyTickets, UseTicket, Admitted, "\"matcher\":\"silent\""),
        Service("ticketing silent", Replies.OnlyMatches, Admitted, UseTicket, "\"ticketing\":\"silent\""),
        Service("replies late", Replies.Late, UseTicket, UseTicket, "\"matcher\":\"silent\",\"ticketing\":\"silent\""),
        Service("replies repeated", Replies.Repeated, Admitted, Admitted, Dropped),
        Service("replies out of order", Replies.OfEarlierRequestsFirst, Admitted, Admitted, Dropped),
        Service("replies to other requests", Replies.OfOtherRequests, UseTicket, UseTicket, Dropped),
        new("an exception nobody foresaw", r => r.Lane.LinkThrows = true, r => r.Lane.LinkThrows = false,
            Fault, Indication.Fault, Fault, "lane:turn aborted: The part is broken.", 31),
    ];

    /// <summary>Whether the present state shows it; the log also keeps earlier faults.</summary>
    public bool IsInState => Told.StartsWith('"');

    public override string ToString() => Name;

    static FaultRow Camera(string name, CameraFault fault, string word) => new(
        name, r => r.Module.Fault = fault, r => r.Module.Fault = CameraFault.None,
        UseTicket, Indication.UseTicket, Admitted, $"\"camera\":\"{word}\"", 31);

    // The virtual pedestal's tests check over TCP what the link reports.
    static FaultRow Link(string name, string fault) => new(
        name, r => (r.Lane.Connected, r.Lane.LinkFault) = (false, fault), r => r.Lane.Connected = true,
        UseTicket, Indication.UseTicket, UseTicket, "broker:not connected: " + fault);

    static FaultRow Service(string name, Replies replies, LaneState palm, LaneState code, string told) => new(
        name, r => r.Replies = replies, r => r.Replies = Replies.InTime,
        palm, palm == Admitted ? Indication.Admitted : Indication.UseTicket, code, told);
}
