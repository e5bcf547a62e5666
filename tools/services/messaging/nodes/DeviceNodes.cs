using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Messaging.Nodes;

/// <summary>
/// Which of several nodes a device belongs to, by rendezvous hashing (Thaler and Ravishankar, IEEE/ACM Transactions on Networking 6(1), 1998): each
/// node gets about as many, all nodes find the same one, and only the devices of a node that comes or goes change their place.
/// </summary>
static class DeviceNodes
{
    /// <summary>The node of a device.</summary>
    internal static string Find(string device, IReadOnlyCollection<string> nodes) => nodes.MaxBy(node => WeightOf(device, node))!;

    static ulong WeightOf(string device, string node) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes($"{node}/{device}")));
}
