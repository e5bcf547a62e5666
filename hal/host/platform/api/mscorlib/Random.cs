using System.Security.Cryptography;

namespace NanoSystem;

/// <summary>The controller's random number generator.</summary>
public class Random
{
    /// <summary>The only generator; it takes no seed.</summary>
    public Random()
    {
    }

    /// <summary>Fills an array with random bytes.</summary>
    public virtual void NextBytes(byte[] buffer) => RandomNumberGenerator.Fill(buffer);
}
