using System.Reflection;

namespace Pedestal.Storage;

/// <summary>Whose tables a database holds.</summary>
/// <param name="Name">Name of the component; a database belongs to one.</param>
/// <param name="Scripts">
/// The assembly with its migrations as resources: <c>sqlite/001-name</c>, <c>postgresql/001-name</c>, and so on.
/// </param>
public sealed record Component(string Name, Assembly Scripts);
