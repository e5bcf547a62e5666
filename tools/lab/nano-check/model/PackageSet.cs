using System.Xml.Linq;

namespace Pedestal.NanoCheck;

/// <summary>A package of the device build.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Version">Package version.</param>
public sealed record NanoPackage(string Id, string Version);

/// <summary>The packages of the device build, as nanoframework.props states them.</summary>
public sealed class PackageSet
{
    readonly Dictionary<string, NanoPackage> _byAssembly = new(StringComparer.Ordinal);
    readonly Dictionary<string, NanoPackage> _byId = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the NanoPackage items of a file.</summary>
    public static PackageSet Read(string path)
    {
        var set = new PackageSet();
        foreach (var item in XDocument.Load(path).Descendants().Where(e => e.Name.LocalName == "NanoPackage"))
        {
            var package = new NanoPackage(Required(item, "Include", path), Required(item, "Version", path));
            set._byId[package.Id] = package;
            foreach (var assembly in Required(item, "Assembly", path).Split(';', StringSplitOptions.TrimEntries))
            {
                set._byAssembly[assembly] = package;
            }
        }

        return set;
    }

    /// <summary>The package that contains an assembly, or null.</summary>
    public NanoPackage? OfAssembly(string name) => _byAssembly.GetValueOrDefault(name);

    /// <summary>The package with an id, or null.</summary>
    public NanoPackage? OfId(string id) => _byId.GetValueOrDefault(id);

    static string Required(XElement item, string name, string path) => item.Attribute(name)?.Value
        ?? throw new InvalidDataException($"{path}: a NanoPackage has no {name}.");
}
