using System.Runtime.InteropServices;

namespace Pedestal.Engine;

/// <summary>Words that begin at a cache line and do not move, so that no vector straddles two lines.</summary>
readonly struct AlignedWords
{
    const int LineBytes = 64;
    readonly ulong[] _array;
    readonly int _start;

    /// <summary>So many words, all 0.</summary>
    public AlignedWords(int length)
    {
        _array = GC.AllocateArray<ulong>(length + LineBytes / sizeof(ulong) - 1, pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0) % LineBytes);
        _start = past == 0 ? 0 : (LineBytes - past) / sizeof(ulong);
        Length = length;
    }

    /// <summary>How many.</summary>
    public int Length { get; }

    /// <summary>The words.</summary>
    public Span<ulong> Span => _array.AsSpan(_start, Length);
}
