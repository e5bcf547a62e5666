using System.CommandLine;
using System.Globalization;
using Pedestal.NanoCheck;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var project = new Option<FileInfo?>("--project") { Description = "One .nfproj and those that it references; default all." };
var members = new Option<bool>("--members") { Description = "List the platform members that the firmware uses." };
var command = new RootCommand("Checks that the device projects build and run on nanoFramework v1.x.")
{
    project, members,
};
command.SetAction(arguments =>
{
    var one = arguments.GetValue(project);
    var here = Directory.GetCurrentDirectory();
    var root = Repository.Above(one?.DirectoryName ?? here);
    if (root is null)
    {
        Console.Error.WriteLine($"nano-check: {Repository.Solution} is not in any parent folder; run this inside the repository.");
        return 1;
    }

    try
    {
        var packages = PackageSet.Read(Path.Combine(root, "nanoframework.props"));
        var set = new ProjectSet(root, packages, one is null ? ProjectSet.FindAll(root) : [one.FullName]);
        var result = new Checker(new PlatformContract(PlatformContract.OwnSources())).Check(set);
        foreach (var member in arguments.GetValue(members) ? result.PlatformMembers : new HashSet<string>())
        {
            Console.WriteLine(member);
        }

        foreach (var finding in result.Findings)
        {
            Console.WriteLine(finding.ToText(here));
        }

        Console.WriteLine(result);
        return result.Violations == 0 ? 0 : 1;
    }
    catch (Exception error) when (error is IOException or InvalidDataException or System.Xml.XmlException)
    {
        Console.Error.WriteLine($"nano-check: {error.Message}");
        return 1;
    }
});
return command.Parse(args).Invoke();
