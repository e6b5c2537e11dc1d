// Stands in for ankerl::unordered_dense, which Debian 12 does not package, with Boost's flat hash
// containers. Both keep their elements in one array, so the worker's iterators behave alike.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <functional>
#include <utility>

namespace ankerl::unordered_dense
{
	template<typename T>
	struct hash : public std::hash<T>
	{
	};

	// The worker continues its loops with what `erase(iterator)` returns; Boost 1.81 returns void.
	template<typename Container>
	class EraseReturnsNext : public Container
	{
	public:
		using Container::Container;

		typename Container::iterator erase(typename Container::iterator it)
		{
			auto following = it;

			++following;
			Container::erase(it);

			return following;
		}

		std::size_t erase(const typename Container::key_type& key)
		{
			return Container::erase(key);
		}
	};

	template<typename Key, typename Value, typename Hash = hash<Key>>
	using map = EraseReturnsNext<boost::unordered_flat_map<Key, Value, Hash>>;

	template<typename Key, typename Hash = hash<Key>>
	using set = EraseReturnsNext<boost::unordered_flat_set<Key, Hash>>;
} // namespace ankerl::unordered_dense
