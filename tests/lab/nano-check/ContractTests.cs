
namespace Pedestal.NanoCheck.Tests;

/// <summary>The declarations of the platform match the platform and contain no more than the firmware uses.</summary>
public sealed class ContractTests
{
    static readonly PlatformContract Contract = new(PlatformContract.OwnSources());
    static readonly string Root = Repository.Above(AppContext.BaseDirectory)!;

    public static TheoryData<string> Assemblies => [.. Contract.Assemblies.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_declaration_exists_with_the_same_signature(string assembly)
    {
        var listing = Path.Combine(Root, "..", "shared", "facts", "nano-surface", assembly + ".txt");
        Assert.SkipUnless(File.Exists(listing), $"no listing of {assembly} beside the project");
        var listed = SurfaceListing.Read(listing);
        string[] unknown = [.. SurfaceText.Of(Contract.Declarations(assembly)).Where(line => !listed.Contains(line))];
        Assert.Empty(unknown);
    }

    [Fact]
    public void A_declaration_missing_on_the_platform_is_found()
    {
        var contract = new PlatformContract(new Dictionary<string, string>
        {
            ["mscorlib"] = PlatformContract.OwnSources()["mscorlib"]
                .Replace("int IndexOf(char value)", "int IndexOf(char value, bool ignoreCase)"),
        });
        Assert.Contains("M string.IndexOf(char value, bool ignoreCase) : public int",
            SurfaceText.Of(contract.Declarations("mscorlib")));
    }

    [Fact]
    public void Every_declared_member_is_used()
    {
        var used = WholeFirmware.Result.PlatformMembers;
        string[] unused = [.. Contract.Assemblies
            .SelectMany(assembly => DeclaredMembers.Of(Contract.Declarations(assembly)))
            .Where(member => !member.Any(used.Contains))
            .Select(member => member[0])];
        Assert.Empty(unused);
    }
}
