using System.Text;
using CsCheck;
using Pedestal.Core.Settings;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class RotatingCodesTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    static readonly RotatingCodes Codes = new([.. Enumerable.Range(1, RotatingCodes.KeyLength).Select(i => (byte)i)]);

    static readonly string[] Tonight = ["tonight"];

    static PresentedCode? Read(string scanned, DateTimeOffset now, string[] events, out RefusalReason reason) =>
        Codes.Read(Encoding.Latin1.GetBytes(scanned), now, events, out reason);

    [Theory]
    [InlineData("ticket-1")]
    [InlineData("with:colons:in it")]
    public void A_rotating_code_is_valid_only_around_its_time_step(string code)
    {
        var shown = RotatingCodes.Show(code, Codes.SecretOf(code, "tonight"), Now);
        var step = TimeSpan.FromSeconds(RotatingCodes.StepSeconds);
        var number = Now.ToUnixTimeSeconds() / RotatingCodes.StepSeconds;
        foreach (var instant in new[] { Now, Now + step, Now - step })
        {
            Assert.Equal(new PresentedCode(code, IsSigned: true, number), Read(shown, instant, Tonight, out _));
        }

        Assert.Null(Read(shown, Now + 2 * step, Tonight, out _));
        Assert.Null(Read(shown, Now - 2 * step, Tonight, out _));
    }

    [Fact]
    public void A_code_of_any_of_several_events_counts()
    {
        var shown = RotatingCodes.Show("ticket-1", Codes.SecretOf("ticket-1", "tonight"), Now);
        Assert.Equal("ticket-1", RotatingCodes.ClaimedBy(Encoding.Latin1.GetBytes(shown)));
        Assert.Null(RotatingCodes.ClaimedBy("ticket-1"u8.ToArray()));
        Assert.NotNull(Read(shown, Now, ["tomorrow", "tonight"], out _));
        Assert.Null(Read(shown, Now, ["tomorrow", "next week"], out var reason));
        Assert.Equal(RefusalReason.NotAuthentic, reason);
    }

    [Fact]
    public void A_plain_code_is_passed_through_unchanged() =>
        Assert.Equal(new PresentedCode("ticket-1", IsSigned: false), Read("ticket-1", Now, Tonight, out _));

    [Fact]
    public void The_secret_of_another_ticket_or_another_ticketing_signs_nothing()
    {
        var other = new RotatingCodes(new byte[RotatingCodes.KeyLength]);
        Assert.Null(Read(RotatingCodes.Show("ticket-1", Codes.SecretOf("ticket-1", "tomorrow"), Now), Now, Tonight, out _));
        Assert.Null(Read(RotatingCodes.Show("ticket-1", Codes.SecretOf("ticket-1", "tonight"), Now), Now, [], out _));
        Assert.Null(Read(RotatingCodes.Show("ticket-1", Codes.SecretOf("ticket-2", "tonight"), Now), Now, Tonight, out _));
        Assert.Null(Read(RotatingCodes.Show("ticket-1", other.SecretOf("ticket-1", "tonight"), Now), Now, Tonight, out _));
    }

    [Fact]
    public void No_altered_code_passes_as_signed()
    {
        var shown = RotatingCodes.Show("ticket-1", Codes.SecretOf("ticket-1", "tonight"), Now);
        Gen.Select(Gen.Int[0, shown.Length - 1], Gen.Char[' ', '~']).Sample((place, character) =>
        {
            var altered = shown[..place] + character + shown[(place + 1)..];
            return altered == shown || Read(altered, Now, Tonight, out _) is not { IsSigned: true };
        });
    }

    [Fact]
    public void No_scanned_text_crashes() =>
        Gen.Char[' ', '~'].Array[0, 60].Sample(text => Read("R1:" + new string(text), Now, Tonight, out _) is null);

    [Fact]
    public void A_lane_has_the_keys_of_its_own_shares_only()
    {
        byte[][] keys = [.. Enumerable.Range(1, 3).Select(lane => Codes.LaneKeyOf("tonight", lane, 3))];
        var shares = keys.SelectMany(lane => lane.Chunk(SignedCode.ShareKeyLength)).Select(Convert.ToHexString).ToHashSet();

        Assert.Equal(SignedCode.Shares, shares.Count);
        Assert.Equal(Enumerable.Range(1, 3).Select(lane => OfflineSettings.KeyLengthOf(lane, 3)), keys.Select(k => k.Length));
        Assert.Empty(shares.Intersect(Codes.LaneKeyOf("tomorrow", 1, 1).Chunk(SignedCode.ShareKeyLength).Select(Convert.ToHexString)));
    }

    [Fact]
    public void The_key_is_kept_and_a_damaged_one_is_reported()
    {
        using var folder = new TempFolder();
        var file = folder.File("codes.key");
        var secret = RotatingCodes.LoadOrCreate(file).SecretOf("a", "b");
        Assert.Equal(secret, RotatingCodes.LoadOrCreate(file).SecretOf("a", "b"));
        File.WriteAllBytes(file, [1, 2, 3]);
        Assert.Contains(file, Assert.Throws<InvalidOperationException>(() => RotatingCodes.LoadOrCreate(file)).Message);
    }
}
