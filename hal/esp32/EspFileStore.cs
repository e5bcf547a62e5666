using System;
using System.IO;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// Files on a drive such as <c>I:\</c>, the flash's littlefs: a move or deletion is atomic, and written bytes are on the flash
    /// when the call returns.
    /// </summary>
    public sealed class EspFileStore : IFileStore
    {
        readonly string _folder;

        /// <summary>Files in a folder, whose path must end with a backslash.</summary>
        public EspFileStore(string folder)
        {
            _folder = folder;
        }

        /// <inheritdoc/>
        public FileResult Read(string name, out byte[] content)
        {
            content = null;
            try
            {
                if (!File.Exists(_folder + name))
                {
                    return FileResult.Missing;
                }

                content = File.ReadAllBytes(_folder + name);
                return FileResult.Ok;
            }
            catch (Exception)
            {
                return FileResult.Failed;
            }
        }

        /// <inheritdoc/>
        public FileResult Write(string name, byte[] content)
        {
            try
            {
                File.WriteAllBytes(_folder + name, content);
                return FileResult.Ok;
            }
            catch (Exception)
            {
                return FileResult.Failed;
            }
        }

        /// <inheritdoc/>
        public FileResult Append(string name, byte[] content)
        {
            FileStream file = null;
            try
            {
                file = new FileStream(_folder + name, FileMode.Append, FileAccess.Write);
                file.Write(content, 0, content.Length);
                return FileResult.Ok;
            }
            catch (Exception)
            {
                return FileResult.Failed;
            }
            finally
            {
                file?.Close();
            }
        }

        /// <inheritdoc/>
        public FileResult Move(string name, string newName)
        {
            try
            {
                if (!File.Exists(_folder + name))
                {
                    return FileResult.Missing;
                }

                File.Move(_folder + name, _folder + newName);
                return FileResult.Ok;
            }
            catch (Exception)
            {
                return FileResult.Failed;
            }
        }

        /// <inheritdoc/>
        public FileResult Delete(string name)
        {
            try
            {
                if (!File.Exists(_folder + name))
                {
                    return FileResult.Missing;
                }

                File.Delete(_folder + name);
                return FileResult.Ok;
            }
            catch (Exception)
            {
                return FileResult.Failed;
            }
        }
    }
}
