namespace Pedestal.Messaging;

/// <summary>A key file that cannot be used. The message names the file and the entry, never a key.</summary>
public sealed class KeyFileException : Exception
{
    /// <summary>Creates the exception.</summary>
    public KeyFileException(string path, string problem, Exception? cause = null)
        : base($"Key file '{path}': {problem}", cause)
    {
    }
}
