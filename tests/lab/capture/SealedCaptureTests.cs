using CsCheck;
using Pedestal.Capture.Link;
using Pedestal.Capture.Store;
using Pedestal.ConsoleTool;
using Pedestal.Protocol;

namespace Pedestal.Capture.Tests;

public sealed class SealedCaptureTests
{
    const ulong Session = 0x1122334455667788;

    [Fact]
    public void Any_capture_arrives_as_it_was_taken() => Gen.Select(Gen.Int, Gen.Int[1, 64]).Sample((seed, light) =>
    {
        var palm = Pictures.Any(seed, light);
        AssertSame(palm, SealedCapture.Open(Pictures.Sealed(palm, Session), Session, Pictures.Key));
    }, iter: 10);

    /// <summary>Lost, repeated, swapped, altered, of another capture or session, or under another key: nothing of it is taken.</summary>
    [Fact]
    public void Nothing_but_the_whole_capture_is_taken()
    {
        var parts = Pictures.Sealed(Pictures.Any(), Session);
        var other = Pictures.Sealed(Pictures.Any(2), Session, id: 8);
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, parts.Length - 1], Gen.Int[0, parts.Length - 1], Gen.Int[0, 8 * parts[0].Length - 1]).Where(
            (how, first, second, _) => how is not (1 or 2) || first != second).Sample((how, first, second, bit) =>
            {
                byte[][] received = [.. parts.Select(part => (byte[])part.Clone())];
                switch (how)
                {
                    case 0: received = [.. received.Where((_, i) => i != first)]; break;
                    case 1: received[first] = received[second]; break;
                    case 2: (received[first], received[second]) = (received[second], received[first]); break;
                    case 3: received[first][bit / 8] ^= (byte)(1 << bit % 8); break;
                    case 4: received[first] = other[first]; break;
                    case 5: received[first] = received[first][..^1]; break;
                    default: received = [.. received, received[first]]; break;
                }

                var error = Assert.Throws<ConsoleException>(() => SealedCapture.Open(received, Session, Pictures.Key));
                Assert.Contains("was not stored", error.Message, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void A_recording_of_an_earlier_session_is_refused() => Assert.Contains("does not belong to it",
        Assert.Throws<ConsoleException>(() => SealedCapture.Open(Pictures.Sealed(Pictures.Any(), 5), Session, Pictures.Key)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_pedestal_with_another_key_is_told_which_one_it_needs() => Assert.Contains("capture.key", Assert.Throws<ConsoleException>(() =>
        SealedCapture.Open(Pictures.Sealed(Pictures.Any(), Session, new DeviceKey(new byte[48])), Session, Pictures.Key)).Message, StringComparison.Ordinal);

    static void AssertSame(CapturedPalm expected, CapturedPalm actual)
    {
        Assert.Equal(expected.Light64, actual.Light64);
        Assert.Equal(expected.Lit, actual.Lit);
        Assert.Equal(expected.Left, actual.Left);
        Assert.Equal(expected.Dark, actual.Dark);
    }
}
