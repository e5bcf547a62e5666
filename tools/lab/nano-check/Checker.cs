namespace Pedestal.NanoCheck;

/// <summary>The result of a check.</summary>
/// <param name="Findings">Violations and warnings, ordered by place.</param>
/// <param name="Assemblies">Number of device assemblies checked.</param>
/// <param name="SourceFiles">Number of source files compiled.</param>
/// <param name="PlatformMembers">Platform members used, each counted once.</param>
public sealed record CheckResult(
    IReadOnlyList<Finding> Findings, int Assemblies, int SourceFiles, IReadOnlySet<string> PlatformMembers)
{
    /// <summary>The number of findings that are not warnings.</summary>
    public int Violations => Findings.Count(finding => !finding.IsWarning);

    /// <inheritdoc/>
    public override string ToString() =>
        $"nano-check: {Assemblies} assemblies, {SourceFiles} source files, " +
        $"{PlatformMembers.Count} platform members used, {Violations} violations";
}

/// <summary>Checks device projects against every rule.</summary>
/// <param name="contract">The platform.</param>
public sealed class Checker(PlatformContract contract)
{
    /// <summary>Checks all projects of a set.</summary>
    public CheckResult Check(ProjectSet set)
    {
        var findings = new List<Finding>(set.Findings);
        var members = new SortedSet<string>(StringComparer.Ordinal);
        var files = new HashSet<string>(StringComparer.Ordinal);
        var compiler = new ProjectCompiler(contract);
        foreach (var project in set.Ordered)
        {
            files.UnionWith(project.Sources.Where(source => File.Exists(source.FullPath)).Select(source => source.FullPath));
            findings.AddRange(RuleBook.ProjectRules.SelectMany(rule => rule.Check(project, set, contract)));
            using var compiled = compiler.Compile(project, findings);
            if (compiled is not null)
            {
                findings.AddRange(RuleBook.AssemblyRules.SelectMany(rule => rule.Check(compiled)));
                members.UnionWith(PlatformMembers.UsedBy(compiled, contract));
            }
        }

        // One line of source often violates a rule in several instructions.
        var distinct = findings.DistinctBy(finding => (finding.Place.File, finding.Place.Line, finding.Rule, finding.Message))
            .OrderBy(finding => finding.Place.File, StringComparer.Ordinal).ThenBy(finding => finding.Place.Line);
        return new CheckResult([.. distinct], set.Ordered.Count, files.Count, members);
    }
}
