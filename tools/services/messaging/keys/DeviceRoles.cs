using System.Text.Json;

namespace Pedestal.Messaging;

/// <summary>What a device's keys may be used for. A key permits only what its roles name.</summary>
[Flags]
public enum DeviceRoles
{
    /// <summary>Nothing: a service's or an operator's key.</summary>
    None = 0,

    /// <summary>Palms and codes of guests who enter.</summary>
    Entry = 1,

    /// <summary>Codes that start an enrolment, and its samples.</summary>
    Enrolment = 2,

    /// <summary>Codes and palms of guests who ask to be deleted.</summary>
    Deletion = 4,

    /// <summary>Passages out.</summary>
    Exit = 8,
}

/// <summary>Role names in files and on command lines, in lower case.</summary>
public static class DeviceRoleNames
{
    static readonly DeviceRoles[] Each = [.. Enum.GetValues<DeviceRoles>().Where(role => role != DeviceRoles.None)];

    /// <summary>All roles: "entry, enrolment, deletion, exit".</summary>
    public static string All { get; } = string.Join(", ", Each.Select(NameOf));

    /// <summary>The names of roles, separated by a comma and a space; "none" if there are none.</summary>
    public static string Text(this DeviceRoles roles) => roles == DeviceRoles.None ? "none" : string.Join(", ", List(roles));

    /// <summary>Reads names of roles, separated by commas; false if one is none, or there are none.</summary>
    public static bool TryParse(string names, out DeviceRoles roles)
    {
        var found = names.Split(',', StringSplitOptions.TrimEntries).Select(RoleOf).ToArray();
        roles = found.Aggregate(DeviceRoles.None, (all, role) => all | role);
        return !found.Contains(DeviceRoles.None);
    }

    internal static string[] List(DeviceRoles roles) => [.. Each.Where(role => roles.HasFlag(role)).Select(NameOf)];

    /// <summary>Reads a list of names.</summary>
    internal static DeviceRoles Read(string path, string device, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw new KeyFileException(path, $"the roles of \"{device}\" must be a list that contains only: {All}.");
        }

        var roles = DeviceRoles.None;
        foreach (var item in value.EnumerateArray())
        {
            roles |= item.ValueKind == JsonValueKind.String && RoleOf(item.GetString()!) is var role and not DeviceRoles.None
                ? role
                : throw new KeyFileException(path, $"\"{device}\" has an unknown role. The roles are: {All}.");
        }

        return roles;
    }

    static DeviceRoles RoleOf(string name) => Each.FirstOrDefault(known => NameOf(known) == name);

    static string NameOf(DeviceRoles role) => role.ToString().ToLowerInvariant();
}
