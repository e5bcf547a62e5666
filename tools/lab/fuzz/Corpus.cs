using System.Security.Cryptography;

namespace Pedestal.Fuzz;

/// <summary>Inputs that once caused a fault: a folder for each target, a file for each input.</summary>
public sealed class Corpus(string folder)
{
    /// <summary>The inputs of a target, by file name.</summary>
    public IReadOnlyDictionary<string, byte[]> Of(FuzzTarget target)
    {
        var own = Path.Combine(folder, target.Name);
        return Directory.Exists(own)
            ? Directory.GetFiles(own).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes)
            : new Dictionary<string, byte[]>();
    }

    /// <summary>Keeps an input and returns its file.</summary>
    public string Keep(FuzzTarget target, byte[] input)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, target.Name)).FullName;
        var file = Path.Combine(own, Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(file, input);
        return file;
    }
}
