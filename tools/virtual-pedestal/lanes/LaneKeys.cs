using Pedestal.Core.Settings;
using Pedestal.Messaging;

namespace Pedestal.VirtualPedestal;

/// <summary>The key files of the lanes.</summary>
static class LaneKeys
{
    /// <summary>
    /// The keys in files and folders, in the given order, within a folder gate-2 before gate-10: the first few, or all when
    /// null.
    /// </summary>
    /// <exception cref="KeyFileException">A key file cannot be used.</exception>
    /// <exception cref="StartException">There are too few, or two for one pedestal.</exception>
    public static IReadOnlyList<DeviceKeys> Load(IReadOnlyList<string> paths, int? lanes)
    {
        var keys = paths.SelectMany(path => Directory.Exists(path) ? DeviceKeyFolder.Load(path) : [DeviceKeys.Load(path)]).ToList();
        var wanted = lanes ?? keys.Count;
        if (keys.Count == 0 || keys.Count < wanted)
        {
            throw new StartException($"{(lanes is null ? "A lane needs a key file" : $"--lanes {lanes} needs as many key files")}, "
                + $"and there are {keys.Count} in {string.Join(", ", paths)}. \"venue provision\" writes them.");
        }

        var duplicate = keys.GroupBy(key => key.ToString()).FirstOrDefault(group => group.Count() > 1);
        return duplicate is null
            ? keys[..wanted]
            : throw new StartException($"Two key files are for {duplicate.Key}; at the broker they would disconnect each other.");
    }

    /// <summary>The role that a mode needs.</summary>
    public static DeviceRoles RoleOf(LaneMode mode) => mode switch
    {
        LaneMode.Entry => DeviceRoles.Entry,
        LaneMode.Enrolment => DeviceRoles.Enrolment,
        LaneMode.Exit => DeviceRoles.Exit,
        LaneMode.Deletion => DeviceRoles.Deletion,

        // It asks no service for anything.
        _ => DeviceRoles.None,
    };

    /// <summary>The first mode that keys with these roles are for; entry when there is none.</summary>
    public static LaneMode ModeOf(DeviceRoles roles) =>
        Enum.GetValues<LaneMode>().FirstOrDefault(
            mode => RoleOf(mode) is var role and not DeviceRoles.None && roles.HasFlag(role));
}
