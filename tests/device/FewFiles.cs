using Pedestal.Core.Settings;
using Pedestal.Hal;

namespace Pedestal.Device.Tests
{
    /// <summary>At most eight files in memory.</summary>
    sealed class FewFiles : IFileStore
    {
        const int Most = 8;
        readonly string[] _names = NullStrings.Create(Most);
        readonly byte[][] _contents = new byte[Most][];

        /// <summary>Alters a byte in the last third of a file.</summary>
        public void Damage(string name)
        {
            var content = _contents[Find(name)];
            content[content.Length * 2 / 3] ^= 1;
        }

        public FileResult Read(string name, out byte[] content)
        {
            var index = Find(name);
            content = index < 0 ? null : Joined(_contents[index], new byte[0]);
            return index < 0 ? FileResult.Missing : FileResult.Ok;
        }

        public FileResult Write(string name, byte[] content)
        {
            Delete(name);
            return Append(name, content);
        }

        public FileResult Append(string name, byte[] content)
        {
            var index = Find(name);
            if (index < 0)
            {
                index = Find(null);
                _names[index] = name;
                _contents[index] = new byte[0];
            }

            _contents[index] = Joined(_contents[index], content);
            return FileResult.Ok;
        }

        public FileResult Move(string name, string newName)
        {
            var index = Find(name);
            if (index >= 0 && Find(newName) < 0)
            {
                _names[index] = newName;
                return FileResult.Ok;
            }

            return index < 0 ? FileResult.Missing : FileResult.Failed;
        }

        public FileResult Delete(string name)
        {
            var index = Find(name);
            if (index >= 0)
            {
                _names[index] = null;
            }

            return index < 0 ? FileResult.Missing : FileResult.Ok;
        }

        int Find(string name)
        {
            for (var i = 0; i < Most; i++)
            {
                if (_names[i] == name)
                {
                    return i;
                }
            }

            return -1;
        }

        static byte[] Joined(byte[] first, byte[] second)
        {
            var joined = new byte[first.Length + second.Length];
            System.Array.Copy(first, 0, joined, 0, first.Length);
            System.Array.Copy(second, 0, joined, first.Length, second.Length);
            return joined;
        }
    }
}
