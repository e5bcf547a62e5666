using System.Security.Cryptography;

namespace NanoSystem;

/// <summary>The controller's generator of random numbers.</summary>
public class Random
{
    /// <summary>There is only one; a seed would be ignored.</summary>
    public Random()
    {
    }

    /// <summary>Fills an array with random bytes.</summary>
    public virtual void NextBytes(byte[] buffer) => RandomNumberGenerator.Fill(buffer);
}
