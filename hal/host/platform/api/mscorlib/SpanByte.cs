namespace System;

/// <summary>A view of an array of bytes.</summary>
public ref struct SpanByte
{
    readonly byte[] _array;

    SpanByte(byte[] array) => _array = array;

    /// <summary>A view of a whole array.</summary>
    public static implicit operator SpanByte(byte[] array) => new(array);

    internal readonly Span<byte> Bytes => _array;
}
