namespace NanoSystem.IO;

/// <summary>A sequence of bytes.</summary>
public abstract class Stream : MarshalByRefObject, IDisposable
{
    /// <summary>For derived classes.</summary>
    protected Stream()
    {
    }

    /// <summary>Ends its use.</summary>
    public virtual void Close()
    {
    }

    /// <summary>Ends its use.</summary>
    public void Dispose() => Close();

    /// <summary>Adds bytes.</summary>
    public abstract void Write(byte[] buffer, int offset, int count);
}
