using System.Text;
using CsCheck;

namespace Pedestal.Hal.Esp32.Tests;

public sealed class LineIntakeTests
{
    [Fact]
    public void Every_line_comes_out_unchanged_or_is_marked_as_lost() =>
        Gen.Select(Gen.Int[0, 300].Array[1, 40], Gen.Int[1, 700], Gen.Int[0, 700]).Sample((lengths, chunk, reads) =>
        {
            var ring = new ByteRing(512);
            var intake = new LineIntake(ring);
            var lines = lengths.Select((length, i) => $"{i}:" + new string('x', length)).ToList();
            var sent = Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n")));
            var got = new StringBuilder();
            foreach (var part in sent.Chunk(chunk))
            {
                intake.Put(part, part.Length);
                Drain(ring, got, reads);
            }

            // The next line, once there is room again, brings the marks of all lost lines.
            Drain(ring, got, int.MaxValue);
            var last = "last\r"u8.ToArray();
            intake.Put(last, last.Length);
            Drain(ring, got, int.MaxValue);
            var received = got.ToString().Split('\r', StringSplitOptions.TrimEntries);
            var whole = received.Where(line => line.Length > 0 && !line.Contains('\u001a')).ToList();
            var lost = got.ToString().Count(c => c == '\u001a');
            Assert.Equal("last", whole[^1]);
            Assert.Empty(whole.SkipLast(1).Except(lines));
            Assert.Equal(lines.Count, whole.Count - 1 + lost);
        });

    static void Drain(ByteRing ring, StringBuilder got, int most)
    {
        for (var i = 0; i < most && ring.Take() is var value and >= 0; i++)
        {
            got.Append((char)value);
        }
    }
}
