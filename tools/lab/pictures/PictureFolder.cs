namespace Pedestal.Pictures;

/// <summary>The pictures of a folder.</summary>
public static class PictureFolder
{
    /// <summary>
    /// Paths below a folder, with forward slashes and in order, of the files whose names end as a picture's do. Links to files
    /// are followed, links to folders are not: they may lead back.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="deep">Whether the folders in it are searched too.</param>
    /// <exception cref="IOException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IReadOnlyList<string> List(string folder, bool deep) =>
    [
        .. new System.IO.Enumeration.FileSystemEnumerable<string>(
            folder,
            (ref entry) => Path.GetRelativePath(folder, entry.ToFullPath()).Replace('\\', '/'),
            new EnumerationOptions { RecurseSubdirectories = deep, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && PictureFile.HasPictureName(entry.FileName.ToString()),
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }.Order(StringComparer.Ordinal),
    ];
}
