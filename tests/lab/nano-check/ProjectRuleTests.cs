namespace Pedestal.NanoCheck.Tests;

public sealed class ProjectRuleTests
{
    const string Empty = "namespace S { public class C { } }";

    [Fact]
    public void A_correct_project_has_no_findings()
    {
        using var sample = new Sample(Empty);
        var result = sample.Check();
        Assert.Empty(result.Findings);
        Assert.Equal((1, 1), (result.Assemblies, result.SourceFiles));
    }

    [Fact]
    public void An_unlisted_source_file_is_found()
    {
        using var sample = new Sample(Empty);
        sample.Write("lib/deep/Forgotten.cs", "");
        Assert.Equal(["Sample.nfproj(8) NANO101"], sample.Findings());
    }

    [Fact]
    public void A_folder_with_its_own_project_is_not_searched()
    {
        using var sample = new Sample(Empty);
        sample.Write("lib/tests/Other.cs", "");
        sample.Write("lib/tests/Other.csproj", "<Project />");
        Assert.Empty(sample.Findings());
    }

    [Fact]
    public void A_source_file_listed_twice_is_found()
    {
        using var sample = new Sample(Empty);
        sample.Project.Compile.Add("Source0.cs");
        Assert.Equal(["Sample.nfproj(9) NANO102"], sample.Findings());
    }

    [Theory]
    [InlineData("Gone.cs")]
    [InlineData("*.cs")]
    [InlineData("$(Folder)Source0.cs")]
    public void An_item_that_is_not_one_existing_file_is_found(string include)
    {
        using var sample = new Sample(Empty);
        sample.Project.Compile.Add(include);
        Assert.Equal(["Sample.nfproj(9) NANO103"], sample.Findings());
    }

    [Fact]
    public void A_reference_needs_a_package_in_nanoframework_props()
    {
        using var sample = new Sample(Empty);
        sample.Project.References.Add(SampleProject.Reference("System.Net", "nanoFramework.System.Net", "1.11.60"));
        Assert.Equal(["Sample.nfproj(13) NANO104"], sample.Findings());
    }

    [Fact]
    public void A_reference_needs_its_package_in_packages_config()
    {
        using var sample = new Sample(Empty);
        sample.Project.Packages.Clear();
        Assert.Equal(["Sample.nfproj(10) NANO104"], sample.Findings());
    }

    [Fact]
    public void A_package_unknown_to_nanoframework_props_is_found()
    {
        using var sample = new Sample(Empty);
        sample.Project.Packages.Add(SampleProject.Package("nanoFramework.Json", "2.2.213"));
        Assert.Equal(["packages.config(3) NANO104"], sample.Findings());
    }

    [Fact]
    public void A_reference_of_another_version_is_found()
    {
        using var sample = new Sample(Empty);
        sample.Project.References[0] = SampleProject.Reference("mscorlib", "nanoFramework.CoreLibrary", "1.17.12");
        Assert.All(sample.Findings(), finding => Assert.Equal("Sample.nfproj(10) NANO105", finding));
        Assert.Equal(2, sample.Findings().Length);
    }

    [Fact]
    public void A_hint_into_the_folder_of_another_package_is_found()
    {
        using var sample = new Sample(Empty);
        sample.Project.References[0] = SampleProject.Reference(
            "mscorlib", "nanoFramework.CoreLibrary", "1.17.11", @"..\packages\nanoFramework.CoreLibrary.1.17.1\lib\mscorlib.dll");
        Assert.Equal(["Sample.nfproj(10) NANO105"], sample.Findings());
    }

    [Fact]
    public void A_package_of_another_version_is_found()
    {
        using var sample = new Sample(Empty);
        sample.Project.Packages[0] = SampleProject.Package("nanoFramework.CoreLibrary", "1.17.10");
        Assert.Equal(["packages.config(2) NANO105"], sample.Findings());
    }

    [Fact]
    public void References_of_a_referenced_project_are_required_too()
    {
        using var sample = new Sample(Empty);
        var user = new SampleProject(sample, "app/User.nfproj", ["User.cs"]);
        sample.Write("app/User.cs", "namespace U { public class D { S.C _c = new S.C(); } }");
        user.Projects.Add(@"..\lib\Sample.nfproj");
        user.Save();
        sample.Project.References.Add(
            SampleProject.Reference("System.Device.Spi", "nanoFramework.System.Device.Spi", "1.3.89"));
        sample.Project.Packages.Add(SampleProject.Package("nanoFramework.System.Device.Spi", "1.3.89"));
        Assert.Equal(["User.nfproj(9) NANO106"], sample.Findings());
    }

    [Fact]
    public void Projects_are_compiled_after_those_they_reference()
    {
        using var sample = new Sample(Empty);
        var user = new SampleProject(sample, "app/User.nfproj", ["User.cs"]);
        sample.Write("app/User.cs", "namespace U { public class D { S.C _c = new S.C(); } }");
        user.Projects.Add(@"..\lib\Sample.nfproj");
        user.Save();
        var result = sample.Check();
        Assert.Empty(result.Findings);
        Assert.Equal(2, result.Assemblies);
    }

    [Theory]
    [InlineData("<Project", "NANO100")]
    [InlineData("<Project></Project>", "NANO100")]
    public void An_unreadable_project_is_a_finding_and_not_a_crash(string text, string rule)
    {
        using var sample = new Sample(Empty);
        sample.Write("bad/Bad.nfproj", text);
        Assert.EndsWith(rule, Assert.Single(sample.Findings()));
    }

    [Fact]
    public void Projects_that_reference_each_other_are_found()
    {
        using var sample = new Sample(Empty);
        sample.Project.Projects.Add(@"..\lib\Sample.nfproj");
        Assert.Equal(["Sample.nfproj(9) NANO100"], sample.Findings());
    }
}
