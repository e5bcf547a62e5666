using System.Runtime.InteropServices;

namespace Pedestal.Engine;

/// <summary>Words that begin at a cache line and do not move, so that no vector straddles two cache lines.</summary>
readonly struct AlignedWords
{
    const int LineBytes = 64;
    readonly ulong[] _array;
    readonly int _start;

    /// <summary>Creates the given number of words, all 0.</summary>
    public AlignedWords(int length)
    {
        _array = GC.AllocateArray<ulong>(length + LineBytes / sizeof(ulong) - 1, pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0) % LineBytes);
        _start = past == 0 ? 0 : (LineBytes - past) / sizeof(ulong);
        Length = length;
    }

    /// <summary>The number of words.</summary>
    public int Length { get; }

    /// <summary>The words.</summary>
    public Span<ulong> Span => _array.AsSpan(_start, Length);
}
