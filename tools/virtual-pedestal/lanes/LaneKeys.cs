using Pedestal.Core.Settings;
using Pedestal.Messaging;

namespace Pedestal.VirtualPedestal;

/// <summary>The key files of the lanes.</summary>
static class LaneKeys
{
    /// <summary>
    /// The keys in files and in folders, in the order given, folders gate-2 before gate-10; so many of them, or all when null.
    /// </summary>
    /// <exception cref="KeyFileException">A file cannot be used.</exception>
    /// <exception cref="StartException">There are not enough, or two of one pedestal.</exception>
    public static IReadOnlyList<DeviceKeys> Load(IReadOnlyList<string> paths, int? lanes)
    {
        var keys = paths.SelectMany(path => Directory.Exists(path) ? DeviceKeyFolder.Load(path) : [DeviceKeys.Load(path)]).ToList();
        var wanted = lanes ?? keys.Count;
        if (keys.Count == 0 || keys.Count < wanted)
        {
            throw new StartException($"{(lanes is null ? "A lane needs a key file" : $"--lanes {lanes} needs as many key files")}, "
                + $"and there are {keys.Count} in {string.Join(", ", paths)}. \"venue provision\" writes them.");
        }

        var twice = keys.GroupBy(key => key.ToString()).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? keys[..wanted]
            : throw new StartException($"Two key files are of {twice.Key}; at the broker they would throw each other off.");
    }

    /// <summary>The role that a mode needs.</summary>
    public static DeviceRoles RoleOf(LaneMode mode) => mode switch
    {
        LaneMode.Entry => DeviceRoles.Entry,
        LaneMode.Enrolment => DeviceRoles.Enrolment,
        _ => DeviceRoles.Deletion,
    };

    /// <summary>What keys with these roles are for in the first place; without a role that is a mode, an entry.</summary>
    public static LaneMode ModeOf(DeviceRoles roles) =>
        Enum.GetValues<LaneMode>().FirstOrDefault(mode => roles.HasFlag(RoleOf(mode)));
}
