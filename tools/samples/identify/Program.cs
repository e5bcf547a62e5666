using Pedestal.Engine;
using Pedestal.Pictures;
using Pedestal.Samples;

if (args is not [var folder, var probe])
{
    Console.Error.WriteLine("Say where the enrolled palms are and whom to identify: identify FOLDER PICTURE");
    return 2;
}

try
{
    // PALM_SAMPLE.png is a picture of a palm; the probe itself is not enrolled.
    var pictures = new PictureTemplate();
    var (gallery, names) = (new Gallery(), new List<string>());
    foreach (var path in PictureFolder.List(folder, deep: false).Select(path => Path.Combine(folder, path))
        .Where(path => Path.GetFullPath(path) != Path.GetFullPath(probe)))
    {
        var name = Path.GetFileName(path).Split('_')[0];
        if (!names.Contains(name))
        {
            names.Add(name);
        }

        gallery.Add(names.IndexOf(name), pictures.Read(path));
    }

    var found = gallery.Identify(pictures.Read(probe));
    Console.WriteLine(found.Palm is { } palm ? $"{names[(int)palm]}, score {found.Score}" : $"nobody of {names.Count} palms, score {found.Score}");
    return found.Palm is null ? 1 : 0;
}
catch (Exception e) when (e is InvalidDataException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
