namespace Pedestal.NanoCheck;

/// <summary>All rules. Rules from 300 on only warn.</summary>
public static class RuleBook
{
    /// <summary>Rules about projects, 101 to 106.</summary>
    public static IReadOnlyList<IProjectRule> ProjectRules { get; } =
    [
        new UnlistedSourceRule(),
        new DuplicateSourceRule(),
        new AbsentSourceRule(),
        new PackageRule(),
        new VersionRule(),
        new TransitiveReferenceRule(),
    ];

    /// <summary>Rules about IL, 201 to 212, and about code that behaves differently on the device.</summary>
    public static IReadOnlyList<IAssemblyRule> AssemblyRules { get; } =
    [
        new GenericRule(),
        new RectangularArrayRule(),
        new InterfaceBodyRule(),
        new PointerRule(),
        new FunctionPointerRule(),
        new ModuleInitializerRule(),
        new LocalCountRule(),
        new MethodCountRule(),
        new StaticDataRule(),
        new CodeSizeRule(),
        new StringSizeRule(),
        new NullTextRule(),
        new CheckedArithmeticRule(),
        new FloatDivisionRule(),
        new EnumTextRule(),
        new StaticThrowRule(),
        new HotAllocationRule(),
    ];
}
