using Pedestal.Hal;

namespace Pedestal.Core.Settings
{
    /// <summary>
    /// The settings' files and the order in which they are changed, so that after a power cut at any byte of any step either
    /// the old or the new settings are complete: the new copy is written and read back beside the current one, the current one
    /// becomes the previous one, and the new one takes its place.
    /// </summary>
    sealed class SettingsFiles
    {
        internal const string Current = "settings.json";
        internal const string Previous = "settings.previous.json";
        internal const string New = "settings.new.json";

        /// <summary>One byte for each start with the settings on trial.</summary>
        internal const string Starts = "settings.starts";

        internal readonly IFileStore Store;

        internal SettingsFiles(IFileStore store)
        {
            Store = store;
        }

        internal DocumentStatus Read(string name, SettingsDocument document)
        {
            switch (Store.Read(name, out var bytes))
            {
                case FileResult.Ok: return document.Read(bytes);
                case FileResult.Missing: return DocumentStatus.Missing;
                default: return DocumentStatus.Unreadable;
            }
        }

        /// <summary>Finishes an interrupted replacement; the new copy is used only if the current one is unusable.</summary>
        internal void Settle()
        {
            var document = new SettingsDocument();
            var current = Read(Current, document);
            if ((current == DocumentStatus.Missing || current == DocumentStatus.Damaged)
                && IsReadable(Read(New, document)))
            {
                Store.Delete(Current);
                Store.Move(New, Current);
            }
        }

        /// <summary>Replaces the current document, which becomes the previous one unless it is on trial.</summary>
        internal bool Replace(byte[] content)
        {
            Settle();
            if (Store.Write(New, content) != FileResult.Ok || !ReadsBack(content))
            {
                return false;
            }

            var current = new SettingsDocument();
            if (Read(Current, current) == DocumentStatus.Whole && current.Trial == TrialProof.None)
            {
                Store.Delete(Previous);
                if (Store.Move(Current, Previous) != FileResult.Ok)
                {
                    return false;
                }
            }
            else
            {
                Store.Delete(Current);
            }

            return Store.Move(New, Current) == FileResult.Ok;
        }

        /// <summary>
        /// Removes all files, the current one last, so that a power cut leaves old settings or none; false if any remains.
        /// </summary>
        internal bool DeleteAll()
        {
            return IsGone(Starts) & IsGone(New) & IsGone(Previous) && IsGone(Current);
        }

        bool IsGone(string name)
        {
            return Store.Delete(name) != FileResult.Failed;
        }

        static bool IsReadable(DocumentStatus status)
        {
            return status == DocumentStatus.Whole || status == DocumentStatus.TooNew;
        }

        bool ReadsBack(byte[] content)
        {
            if (Store.Read(New, out var stored) != FileResult.Ok || stored.Length != content.Length)
            {
                return false;
            }

            for (var i = 0; i < content.Length; i++)
            {
                if (stored[i] != content[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
