namespace NanoSystem.IO;

/// <summary>A sequence of bytes.</summary>
public abstract class Stream : MarshalByRefObject, IDisposable
{
    /// <summary>For derived classes.</summary>
    protected Stream()
    {
    }

    /// <summary>Closes the stream.</summary>
    public virtual void Close()
    {
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose() => Close();

    /// <summary>Writes bytes.</summary>
    public abstract void Write(byte[] buffer, int offset, int count);
}
