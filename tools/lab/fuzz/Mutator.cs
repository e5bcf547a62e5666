using System.Text;

namespace Pedestal.Fuzz;

/// <summary>
/// Derives new inputs from old ones: changes bits, bytes, numbers and words, and inserts, removes, repeats and crosses pieces.
/// </summary>
public sealed class Mutator(Random random, IReadOnlyList<byte[]> corpus, IReadOnlyList<string> words)
{
    const int LongestInput = 16 * 1024;
    const int MostSteps = 6;

    static readonly int[] Numbers = [0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, int.MaxValue, int.MinValue];

    /// <summary>A new input, similar to those of the corpus.</summary>
    public byte[] Next()
    {
        var input = corpus[random.Next(corpus.Count)];
        for (var steps = random.Next(1, MostSteps + 1); steps > 0; steps--)
        {
            input = Mutate(input);
        }

        return input.Length > LongestInput ? input[..LongestInput] : input;
    }

    byte[] Mutate(byte[] input)
    {
        var at = random.Next(input.Length + 1);
        var to = random.Next(at, Math.Min(input.Length, at + 1 + random.Next(64)) + 1);
        return random.Next(9) switch
        {
            0 => Changed(input, at, value => (byte)(value ^ 1 << random.Next(8))),
            1 => Changed(input, at, _ => (byte)random.Next(256)),
            2 => Changed(input, at, value => (byte)(value + random.Next(-4, 5))),
            3 => [.. input[..at], .. input[to..]],
            4 => [.. input[..to], .. input[at..to], .. input[to..]],
            5 => [.. input[..at], (byte)random.Next(256), .. input[at..]],
            6 => WithNumber(input, at),
            7 => words.Count > 0 ? [.. input[..at], .. Encoding.UTF8.GetBytes(words[random.Next(words.Count)]), .. input[to..]] : input[..at],
            _ => Crossed(input, at),
        };
    }

    static byte[] Changed(byte[] input, int at, Func<byte, byte> change)
    {
        if (at == input.Length)
        {
            return input;
        }

        byte[] changed = [.. input];
        changed[at] = change(changed[at]);
        return changed;
    }

    byte[] WithNumber(byte[] input, int at)
    {
        var number = BitConverter.GetBytes(Numbers[random.Next(Numbers.Length)]);
        if (random.Next(2) == 0)
        {
            Array.Reverse(number);
        }

        var length = 1 << random.Next(3);
        return [.. input[..at], .. number[..length], .. input[Math.Min(input.Length, at + length)..]];
    }

    byte[] Crossed(byte[] input, int at)
    {
        var other = corpus[random.Next(corpus.Count)];
        return [.. input[..at], .. other[random.Next(other.Length + 1)..]];
    }
}
