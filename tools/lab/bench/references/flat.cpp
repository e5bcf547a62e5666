// faiss' exhaustive search over binary codes, one query at a time on one thread: the codes as they lie, no shifts, no
// validity. Arguments: a file of codes, bytes of a code. The first code is the query. Prints version and codes a
// second.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

#include <faiss/Index.h>
#include <faiss/IndexBinaryFlat.h>

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    std::ifstream file(argv[1], std::ios::binary);
    std::vector<unsigned char> codes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const long bytes = std::atol(argv[2]);
    const long count = codes.size() / bytes;
    faiss::IndexBinaryFlat index(bytes * 8);
    index.add(count, codes.data());
    double best = 1e9;
    for (int run = 0; run < 7; run++)
    {
        int distance;
        faiss::IndexBinary::idx_t nearest;
        const auto start = std::chrono::steady_clock::now();
        index.search(1, codes.data(), 1, &distance, &nearest);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        if (took.count() < best)
            best = took.count();
    }
    std::printf("%d.%d.%d %.0f\n", FAISS_VERSION_MAJOR, FAISS_VERSION_MINOR, FAISS_VERSION_PATCH, count / best);
}
