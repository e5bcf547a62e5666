// references: mscorlib, nanoFramework.System.Collections, System.IO.Streams
namespace nanoFramework.Json
{
    public static class JsonConvert
    {
        public static extern string SerializeObject(object oSource);
    }
}
