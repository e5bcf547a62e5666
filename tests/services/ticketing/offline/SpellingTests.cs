using System.Text;
using CsCheck;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Ticketing.Tests;

/// <summary>
/// An offline pedestal and ticketing accept the same codes, and only one spelling of each ticket: a ticket known to one of them
/// under another spelling would open a gate twice.
/// </summary>
public sealed class SpellingTests : ITimeOfDay
{
    const string Tonight = "tonight";
    static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    static readonly RotatingCodes Codes = new([.. Enumerable.Range(1, RotatingCodes.KeyLength).Select(i => (byte)i)]);
    static readonly string[] Tickets = ["T-1", "with:colons", "10", "two words", new string('L', RotatingCodes.LongestCode)];

    // What number parsers, Base64 parsers, trimming and spreadsheets tolerate.
    static readonly string[] Foreign =
        ["0", "00", "=", "==", " ", "\t", "\r", "\n", "\0", "+", "-", "_", "/", ":", "R1:", "=\"", "\"", "\u00A0", "\u0085", "A", "B", "\u00B2"];

    static readonly Gen<string> Shown = Gen.Select(Pick(Tickets), Gen.Int[-2, 2]).Select((ticket, steps) => ShownAt(ticket, steps));

    static readonly Gen<Func<string, string>> Mutation = Gen.OneOf<Func<string, string>>(
        Gen.Select(Pick(Foreign), Gen.Double.Unit).Select((text, at) => (Func<string, string>)(s => s.Insert(Place(s, at), text))),
        Gen.Select(Gen.Char['\0', '\u00FF'], Gen.Double.Unit).Select((c, at) => (Func<string, string>)(s =>
            s.Length == 0 ? s : $"{s[..Math.Min(Place(s, at), s.Length - 1)]}{c}{s[Math.Min(Place(s, at) + 1, s.Length)..]}")),
        Gen.Double.Unit.Select(at => (Func<string, string>)(s => s.Length == 0 ? s : s.Remove(Math.Min(Place(s, at), s.Length - 1), 1))),
        Pick<Func<string, string>>(
            s => $"=\"{s}\"", s => s + "==", s => " " + s + " ", s => s.ToUpperInvariant(), s => s.Replace("R1:", "R1: ", StringComparison.Ordinal),
            s => s.Replace('-', '+').Replace('_', '/'), Led, s => s + s, s => s[..^1], s => s));

    [Fact]
    public void A_code_is_accepted_online_exactly_if_it_is_accepted_offline_and_unaltered() =>
        Gen.Select(Shown, Mutation.Array[0, 3]).Sample((shown, mutations) =>
        {
            var scanned = mutations.Aggregate(shown, (text, mutate) => mutate(text));
            var bytes = Encoding.Latin1.GetBytes(scanned);
            var isOnline = IsSigned(bytes);
            Assert.Equal(isOnline, Lane().Decide(bytes, bytes.Length, 1) == OfflineVerdict.Admitted);
            Assert.True(!isOnline || Tickets.Any(ticket => Enumerable.Range(-1, 3).Any(steps => ShownAt(ticket, steps) == scanned)));
        }, iter: 5000);

    [Fact]
    public void What_lenient_parsers_would_accept_opens_nothing_online_or_offline()
    {
        var shown = ShownAt("T-1", 0);
        string[] spellings =
        [
            Led(shown), shown + "=", shown + "==", shown + " ", " " + shown, $"=\"{shown}\"", shown + "\n", shown.Replace(":T", ": T", StringComparison.Ordinal),
            shown.Insert(shown.Length - 11, " "), shown.Insert(shown.Length - 22, "+"), shown[..^1] + Next(shown[^1]),
        ];
        foreach (var bytes in spellings.Select(Encoding.Latin1.GetBytes))
        {
            Assert.False(IsSigned(bytes));
            Assert.NotEqual(OfflineVerdict.Admitted, Lane().Decide(bytes, bytes.Length, 1));
        }

        Assert.True(IsSigned(Encoding.Latin1.GetBytes(shown)));
    }

    [Fact]
    public void A_ticket_opens_once_at_its_lane_however_online_and_offline_alternate() =>
        Gen.Select(Mutation.Array[0, 2], Gen.Bool).Array[2, 6].Sample(attempts =>
        {
            var lane = Lane();
            var isRedeemed = false;
            var opened = 0;
            foreach (var (mutations, isOnline) in attempts)
            {
                var bytes = Encoding.Latin1.GetBytes(mutations.Aggregate(ShownAt("T-1", 0), (text, mutate) => mutate(text)));
                var length = bytes.Length;
                if (!isOnline)
                {
                    opened += lane.Decide(bytes, length, 1) == OfflineVerdict.Admitted ? 1 : 0;
                }
                else if (lane.RequestOf(bytes, length) == 0 && !isRedeemed && IsSigned(bytes))
                {
                    isRedeemed = true;
                    lane.Note(bytes, length, 1);
                    opened++;
                }
            }

            return opened <= 1;
        }, iter: 2000);

    static string ShownAt(string ticket, int steps) => RotatingCodes.Show(
        ticket, Codes.SecretOf(ticket, Tonight), Now.AddSeconds(steps * RotatingCodes.StepSeconds));

    static bool IsSigned(byte[] scanned) =>
        Codes.Read(scanned, Now, Tickets.Contains(RotatingCodes.ClaimedBy(scanned)) ? [Tonight] : [], out _) is { IsSigned: true };

    static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static int Place(string text, double at) => (int)(at * text.Length);

    static char Next(char digit) => digit == 'A' ? 'B' : 'R';

    // With a zero in front of the step.
    static string Led(string text) => text.LastIndexOf(':') is > 0 and var tagAt && text.LastIndexOf(':', tagAt - 1) is >= 0 and var stepAt
        ? text.Insert(stepAt + 1, "0") : text;

    OfflineAdmission Lane()
    {
        var settings = new OfflineSettings { IsOn = true, Key = Codes.LaneKeyOf(Tonight, 1, 1) };
        var lane = new OfflineAdmission(settings, new MemoryStore(), new HostCipher(), this, new EventLog(new VirtualClock()));
        Assert.True(lane.List.Open());
        return lane;
    }

    long ITimeOfDay.UnixSeconds() => Now.ToUnixTimeSeconds();
}
