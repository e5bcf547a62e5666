// references: mscorlib
namespace nanoFramework.Networking
{
    public class Sntp
    {
        public static extern string Server1 { get; set; }
    }
}
